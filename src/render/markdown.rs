//! The report as Markdown, to paste into an issue or a chat.

use std::fmt::Write as _;

use crate::report::{Match, Report};

use super::wording::{self, Heading, heading};

/// The whole answer.
pub(super) fn report(report: &Report<'_>, why: bool) -> String {
    let mut text = String::new();
    for (number, matched) in report.matches.iter().enumerate() {
        if number > 0 {
            text.push_str("\n---\n\n");
        }
        one(matched, report, why, &mut text);
    }
    if report.more > 0 {
        let _ = writeln!(text, "\n_{}_", wording::more(report.more, report.lang));
    }
    text
}

fn one(matched: &Match<'_>, report: &Report<'_>, why: bool, text: &mut String) {
    let lang = report.lang;
    let provider = &wording::sender(matched, lang);
    let _ = writeln!(
        text,
        "### {}: {}\n",
        escape(provider),
        code(&super::table::title(matched))
    );
    if let Some(message) = &matched.message {
        let _ = writeln!(text, "> {}\n", escape(message));
    }
    if !report.query.via.is_empty() {
        let _ = writeln!(
            text,
            "**{}**: {}\n",
            heading(Heading::Via, lang),
            report.query.via.join(" → ")
        );
    }
    if matched.count > 1 {
        let _ = writeln!(
            text,
            "**{}**: {}\n",
            heading(Heading::Count, lang),
            wording::times(matched.count, lang)
        );
    }
    let _ = writeln!(
        text,
        "**{}**: {}\n",
        heading(Heading::Cause, lang),
        escape(&matched.cause)
    );
    let _ = writeln!(text, "**{}**\n", heading(Heading::Fix, lang));
    for (number, step) in matched.fix.iter().enumerate() {
        let _ = writeln!(text, "{}. {}", number + 1, escape(step));
    }
    let _ = writeln!(
        text,
        "\n**{}**: {}\n",
        heading(Heading::Retry, lang),
        wording::verdict(matched, lang)
    );
    let _ = writeln!(
        text,
        "**{}**: <{}>",
        heading(Heading::Source, lang),
        matched.entry.source()
    );
    if matched.entry.is_derived() {
        let _ = writeln!(text, "\n_{}_", wording::derived(lang));
    }
    if why {
        let _ = writeln!(text, "\n**{}**\n", heading(Heading::Why, lang));
        for reason in &matched.evidence {
            let _ = writeln!(text, "- {}", escape(&super::table::reason(reason, lang)));
        }
    }
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// Text whose marks Markdown would read as its own; what stands in backticks stays as it is.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut quoted = false;
    for character in text.chars() {
        quoted ^= character == '`';
        if !quoted && matches!(character, '*' | '_' | '<' | '>' | '[' | ']' | '|' | '#') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_outside_of_code() {
        assert_eq!(
            escape("use `max_tokens` not max_tokens <b>"),
            "use `max_tokens` not max\\_tokens \\<b\\>"
        );
    }
}
