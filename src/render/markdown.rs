//! The report as Markdown, to paste into an issue or a chat.

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
        text.push_str(&format!(
            "\n_{}_\n",
            wording::more(report.more, report.lang)
        ));
    }
    text
}

fn one(matched: &Match<'_>, report: &Report<'_>, why: bool, text: &mut String) {
    let lang = report.lang;
    let provider = matched.entry.provider().name(lang);
    text.push_str(&format!(
        "### {}: {}\n\n",
        escape(provider),
        code(&super::table::title(matched))
    ));
    if let Some(message) = &matched.message {
        text.push_str(&format!("> {}\n\n", escape(message)));
    }
    if !report.query.via.is_empty() {
        text.push_str(&format!(
            "**{}**: {}\n\n",
            heading(Heading::Via, lang),
            report.query.via.join(" → ")
        ));
    }
    if matched.count > 1 {
        text.push_str(&format!(
            "**{}**: {}\n\n",
            heading(Heading::Count, lang),
            wording::times(matched.count, lang)
        ));
    }
    text.push_str(&format!(
        "**{}**: {}\n\n",
        heading(Heading::Cause, lang),
        escape(&matched.cause)
    ));
    text.push_str(&format!("**{}**\n\n", heading(Heading::Fix, lang)));
    for (number, step) in matched.fix.iter().enumerate() {
        text.push_str(&format!("{}. {}\n", number + 1, escape(step)));
    }
    text.push_str(&format!(
        "\n**{}**: {}\n\n",
        heading(Heading::Retry, lang),
        wording::verdict(matched, lang)
    ));
    text.push_str(&format!(
        "**{}**: <{}>\n",
        heading(Heading::Source, lang),
        matched.entry.source()
    ));
    if matched.entry.is_derived() {
        text.push_str(&format!("\n_{}_\n", wording::derived(lang)));
    }
    if why {
        text.push_str(&format!("\n**{}**\n\n", heading(Heading::Why, lang)));
        for reason in &matched.evidence {
            text.push_str(&format!(
                "- {}\n",
                escape(&super::table::reason(reason, lang))
            ));
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
