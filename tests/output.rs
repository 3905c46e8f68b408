//! What the program prints, whatever it is given: JSON as its schemas say, a table with the same facts that fits the
//! terminal, and a clear answer to bad input.
//!
//! Runs the program from outside; what single inputs mean is tested below the process and in `tests/cmd/`.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads the schemas and streams to the program"
)]

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use jsonschema::Validator;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// Inputs of every kind that the program reads.
const INPUTS: [&str; 16] = [
    r#"{"status":{"code":"40063","message":"Invalid image ratio"},"result":null}"#,
    r#"{"status":{"code":"42901","message":"Too many requests - rate exceeded"},"result":null}"#,
    r#"{"msg":"this access token does not exist","code":-401}"#,
    r#"{"error":"invalid_grant","error_description":"authorization code not found for code=abc","error_code":"KOE320"}"#,
    "{\n  \"error\": {\n    \"message\": \"Incorrect API key provided: sk-test.\",\n    \"type\": \"invalid_request_error\",\n    \"param\": null,\n    \"code\": \"invalid_api_key\"\n  }\n}\n401\n",
    "openai.RateLimitError: Error code: 429 - {'error': {'message': 'You exceeded your current quota, please check your plan and billing details.', 'type': 'insufficient_quota', 'param': None, 'code': 'insufficient_quota'}}",
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9123 tokens. Please reduce the length of the messages.",
    r#"{"statusCode":400,"message":"크레딧 부족","path":"/v1/chat","timestamp":"2026-11-21T00:00:00Z"}"#,
    "HTTP/2 429 \r\ncontent-type: application/json\r\nretry-after: 20\r\n\r\n{\"error\":{\"message\":\"Rate limit reached\"}}\n",
    "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received",
    "HTTP 502 Bad Gateway",
    "HTTP 404",
    "오늘은 날씨가 좋습니다.",
    r#"{"id":"chatcmpl-1","object":"chat.completion","choices":[]}"#,
    "Traceback (most recent call last):\n  File \"app.py\", line 3, in <module>\n    client.chat()\nopenai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-test', 'code': 'invalid_api_key'}}",
    "2026-11-21 10:00:01 ERROR kapi.kakao.com returned {\"msg\":\"this access token does not exist\",\"code\":-401}\n2026-11-21 10:00:02 INFO ok\n2026-11-21 10:00:03 ERROR clovastudio.stream.ntruss.com returned {\"status\":{\"code\":\"42901\",\"message\":\"Too many requests - rate exceeded\"}}\n",
];

const LANGUAGES: [&str; 2] = ["en", "ko"];

#[test]
fn two_copies_that_say_the_same_are_two_findings() {
    let line = |second: u8, host: &str| {
        format!(
            "2026-03-02T10:00:0{second}.120Z ERROR POST https://{host}/v1/chat/completions 429 {{\"error\":{{\"message\":\"You exceeded your current quota, please check your plan and billing details.\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}}}\n"
        )
    };
    let log = line(1, "api.mistral.ai") + &line(2, "api.x.ai");
    let answer = json(&run(&["--format", "json"], &log, &[]));
    let matches = answer["matches"].as_array().expect("matches");
    let senders: Vec<_> = matches.iter().map(|found| &found["provider"]).collect();
    assert_eq!(senders, ["mistral", "xai"]);
}

/// What holds for the original alone is no help at a copy.
#[test]
fn steps_that_name_the_original_are_left_out_at_a_copy() {
    let body = "POST https://api.mistral.ai/v1/chat/completions 429\n{\"error\":{\"message\":\"You exceeded your current quota, please check your plan and billing details.\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}";
    for lang in ["en", "ko"] {
        let answer = json(&run(&["--lang", lang, "--format", "json"], body, &[]));
        let first = &answer["matches"][0];
        assert_eq!(first["provider"], "mistral");
        assert_eq!(first["words_of"], "openai");
        let steps = first["fix"].as_array().expect("steps");
        assert!(!steps.is_empty());
        for step in steps {
            let step = step.as_str().expect("text").to_lowercase();
            assert!(!step.contains("openai"), "{step}");
        }
    }
    let table = |lang: &str| text(&run(&["--lang", lang, "--format", "plain"], body, &[]).stdout);
    assert!(table("en").contains("Mistral AI (in the words of OpenAI)"));
    assert!(table("ko").contains("(OpenAI 문구와 같음)"));
}

#[test]
fn a_look_up_as_json_is_what_its_schema_says() {
    let schema = schema("output.json");
    let mut found = 0;
    for input in INPUTS {
        for lang in LANGUAGES {
            let output = run(&["--format", "json", "--all", "--lang", lang], input, &[]);
            let answer = json(&output);
            valid(&schema, &answer, input);
            let matches = answer["matches"]
                .as_array()
                .expect("the schema says array")
                .len();
            assert_eq!(
                output.status.code(),
                Some(i32::from(matches == 0)),
                "{input}"
            );
            found += matches;
        }
    }
    assert!(found > INPUTS.len(), "most inputs are known errors");
}

#[test]
fn the_lists_as_json_are_what_their_schemas_say() {
    let list = json(&run(&["list", "--format", "json"], "", &[]));
    valid(&schema("list.json"), &list, "list");
    let providers = json(&run(&["providers", "--format", "json"], "", &[]));
    valid(&schema("providers.json"), &providers, "providers");
    let entries: u64 = providers
        .as_array()
        .expect("an array")
        .iter()
        .filter_map(|provider| provider["entries"].as_u64())
        .sum();
    assert_eq!(list.as_array().map(Vec::len), usize::try_from(entries).ok());
}

#[test]
fn table_and_json_state_the_same_facts() {
    for input in INPUTS {
        for lang in LANGUAGES {
            let answer = json(&run(&["--format", "json", "--lang", lang], input, &[]));
            for format in ["table", "plain", "markdown"] {
                let shown = text(&run(&["--format", format, "--lang", lang], input, &[]).stdout);
                let shown = squeezed(&shown);
                for matched in answer["matches"].as_array().expect("an array") {
                    let steps = matched["fix"].as_array().expect("an array").iter();
                    for fact in steps.chain([&matched["cause"], &matched["source"]]) {
                        let fact = fact.as_str().expect("a text");
                        assert!(
                            shown.contains(&squeezed(fact)),
                            "the {format} in {lang} lacks '{fact}' for: {input}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn no_line_of_a_table_is_wider_than_the_terminal() {
    for columns in ["24", "40", "80"] {
        let limit: usize = columns.parse().expect("a number");
        for lang in LANGUAGES {
            for input in INPUTS {
                fits(
                    &run(
                        &["--lang", lang, "--why", "--all"],
                        input,
                        &[("COLUMNS", columns)],
                    ),
                    limit,
                );
            }
            for list in [&["list"][..], &["providers"]] {
                let arguments = [list, &["--lang", lang]].concat();
                fits(&run(&arguments, "", &[("COLUMNS", columns)]), limit);
            }
        }
    }
}

#[test]
fn an_address_that_is_read_alone_stands_unbroken() {
    for columns in ["24", "40", "80"] {
        let shown = run(
            &["clova:40063", "Invalid image ratio"],
            "",
            &[("COLUMNS", columns)],
        );
        assert!(
            text(&shown.stdout)
                .lines()
                .any(|line| line.trim().starts_with("https://") && line.contains("c4xx")),
            "at {columns} columns: {shown:?}"
        );
    }
}

#[test]
fn a_closed_pipe_is_silent_success() {
    for arguments in [&["list"][..], &["providers"], &["429", "--all"]] {
        let mut child = command(arguments, &[])
            .stdin(Stdio::null())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(
            (output.status.code(), text(&output.stderr)),
            (Some(0), String::new()),
            "{arguments:?}"
        );
    }
}

#[test]
fn bad_input_is_only_input_with_fewer_signals() {
    let quotes = "\"".repeat(1_000_000);
    let deep = format!(
        "{}{}",
        "{\"error\":".repeat(100_000),
        "[".repeat(100_000) + &"]".repeat(100_000) + &"}".repeat(100_000)
    );
    let keys = format!("{{{}\"last\":1}}", "\"key\":1,".repeat(100_000));
    let cases: [(&str, Vec<u8>); 14] = [
        ("nothing", Vec::new()),
        (
            "Hangul before an equals sign",
            "값=1 HTTP 429".as_bytes().to_vec(),
        ),
        (
            "a capital that is longer in lower case",
            "…İ 429".as_bytes().to_vec(),
        ),
        (
            "a wait beyond all time",
            b"HTTP/1.1 429\r\nretry-after: 99999999999999999999\r\n\r\ntry again in 1e308s"
                .to_vec(),
        ),
        ("one line end", b"\n".to_vec()),
        ("a megabyte of random bytes", random(1 << 20)),
        (
            "invalid UTF-8",
            b"{\"error\": \"\xff\xfe\xc3\x28\"} 429 \xf0\x9f".to_vec(),
        ),
        ("JSON nested 100,000 deep", deep.into_bytes()),
        (
            "an unterminated string",
            b"{\"error\": {\"message\": \"Invalid image ratio".to_vec(),
        ),
        ("a megabyte of query strings", b"?a=b&".repeat(200_000)),
        ("a million quotes", quotes.into_bytes()),
        ("a document of 100,000 keys", keys.into_bytes()),
        ("NUL bytes", vec![0; 100_000]),
        (
            "UTF-16 that ends in the middle of a character",
            b"\xff\xfe4\x002\x009".to_vec(),
        ),
    ];
    for (name, bytes) in cases {
        for format in ["table", "json"] {
            let output = fed(&["--format", format], &[], |stdin| stdin.write_all(&bytes));
            survived(&output, name);
        }
    }
}

#[test]
fn the_seeds_of_the_fuzzer_are_survived() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let mut count = 0;
    for folder in ["decode", "json", "lookup", "mask"] {
        for seed in fs::read_dir(seeds.join(folder)).expect("the seeds are there") {
            let path = seed.expect("the folder can be listed").path();
            let bytes = fs::read(&path).expect("the seed can be read");
            let output = fed(&["--why"], &[], |stdin| stdin.write_all(&bytes));
            survived(&output, &path.display().to_string());
            count += 1;
        }
    }
    assert!(count > 10);
}

#[test]
fn a_hundred_megabytes_are_read_to_their_end() {
    const CHUNK: usize = 1 << 20;
    let line = b"2026-11-21 10:00:00 INFO all is well, nothing to see here\n";
    let chunk: Vec<u8> = line.iter().copied().cycle().take(CHUNK).collect();
    let output = fed(&["--format", "json"], &[], |stdin| {
        for _ in 0..100 {
            stdin.write_all(&chunk)?;
        }
        stdin.write_all(
            b"\n{\"status\":{\"code\":\"40063\",\"message\":\"Invalid image ratio\"},\"result\":null}\n",
        )
    });
    survived(&output, "a hundred megabytes");
    assert_eq!(json(&output)["matches"][0]["id"], "clova/image-ratio");
}

#[test]
fn what_came_from_outside_never_acts_on_the_terminal() {
    let input = "{\"status\":{\"code\":\"40063\",\"message\":\"Invalid image ratio \u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}2J\"}}\u{1b}[2J";
    for format in ["table", "plain", "markdown", "json"] {
        let output = run(&["--format", format, "--why"], input, &[]);
        let shown = text(&output.stdout) + &text(&output.stderr);
        let bad: Vec<char> = shown
            .chars()
            .filter(|character| character.is_control() && *character != '\n')
            .collect();
        assert_eq!(bad, [], "{format}: {shown:?}");
    }
}

#[test]
fn secrets_of_the_input_are_not_shown() {
    let secret = format!("sk-proj-{}", "a1B2c3D4".repeat(6));
    let input = format!(
        "> POST /v1/chat/completions HTTP/2\n> Host: api.openai.com\n> Authorization: Bearer {secret}\n> \n< HTTP/2 401\n< \n{{\"error\":{{\"message\":\"Incorrect API key provided: {secret}. You can find your API key at https://platform.openai.com/account/api-keys.\",\"type\":\"invalid_request_error\",\"code\":\"invalid_api_key\"}}}}"
    );
    for format in ["table", "plain", "markdown", "json"] {
        let output = run(&["--format", format, "--why", "--all"], &input, &[]);
        let shown = text(&output.stdout) + &text(&output.stderr);
        assert!(!shown.contains(&secret), "{format}: {shown}");
    }
}

/// `script` gives the program a terminal; where it is missing, that is said.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_there_is_colour_and_help() {
    let program = env!("CARGO_BIN_EXE_errlookup");
    let on_terminal = |arguments: &str, variables: &[(&str, &str)]| {
        let mut command = Command::new("script");
        command
            .args(["-qec", &format!("{program} {arguments}"), "/dev/null"])
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("TERM", "xterm")
            .envs(variables.iter().copied())
            .stdin(Stdio::null());
        command.output()
    };
    let Ok(colourful) = on_terminal("clova:40063 'Invalid image ratio'", &[]) else {
        let _ = writeln!(
            io::stderr(),
            "output: `script` is not installed, nothing was tried on a terminal"
        );
        return;
    };
    assert!(text(&colourful.stdout).contains("\u{1b}["), "{colourful:?}");
    for value in ["1", "0"] {
        let plain = on_terminal("clova:40063 'Invalid image ratio'", &[("NO_COLOR", value)])
            .expect("runs again");
        assert!(!text(&plain.stdout).contains("\u{1b}["), "{plain:?}");
    }
    let help = on_terminal("", &[]).expect("runs again");
    assert_eq!(help.status.code(), Some(2), "{help:?}");
    assert!(text(&help.stdout).contains("--provider"), "{help:?}");
}

/// Runs the program with `input` on standard input.
fn run(arguments: &[&str], input: &str, variables: &[(&str, &str)]) -> Output {
    fed(arguments, variables, |stdin| {
        stdin.write_all(input.as_bytes())
    })
}

/// Runs the program while `feed` writes to it. Who takes a minute will never end, and is stopped.
fn fed(
    arguments: &[&str],
    variables: &[(&str, &str)],
    feed: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send,
) -> Output {
    let mut child = command(arguments, variables)
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut stdout = child.stdout.take().expect("a pipe");
    let mut stderr = child.stderr.take().expect("a pipe");
    thread::scope(|scope| {
        scope.spawn(move || {
            // A program that has seen enough may close its end.
            let _ = feed(&mut stdin);
        });
        let stdout = scope.spawn(move || io::read_to_string(&mut stdout));
        let stderr = scope.spawn(move || io::read_to_string(&mut stderr));
        let started = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().expect("the program is ours") {
                break status;
            }
            if started.elapsed() > Duration::from_secs(60) {
                child.kill().expect("the program is ours");
            }
            thread::sleep(Duration::from_millis(2));
        };
        let said = |reader: thread::ScopedJoinHandle<'_, io::Result<String>>| {
            let text = reader.join().expect("the reader ends");
            text.expect("the program prints UTF-8").into_bytes()
        };
        Output {
            status,
            stdout: said(stdout),
            stderr: said(stderr),
        }
    })
}

fn command(arguments: &[&str], variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errlookup"));
    command
        .args(arguments)
        .env_clear()
        .envs(variables.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn survived(output: &Output, name: &str) {
    let code = output.status.code();
    let said = text(&output.stderr);
    assert!(
        matches!(code, Some(0 | 1)) && !said.contains("panicked"),
        "{name}: exit {code:?}, {said}"
    );
}

fn fits(output: &Output, columns: usize) {
    for line in text(&output.stdout).lines() {
        let bare = line.trim_matches(|character: char| character == '│' || character == ' ');
        let address = bare.starts_with("https://") && !bare.contains(' ');
        assert!(
            line.width() <= columns || address,
            "{} columns where {columns} fit: {line}",
            line.width()
        );
    }
}

fn schema(name: &str) -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("schema")
        .join(name);
    let text = fs::read_to_string(&path).expect("the schema is there");
    let value = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::validator_for(&value).expect("the schema is a schema")
}

fn valid(schema: &Validator, value: &Value, of: &str) {
    let problems: Vec<String> = schema
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(
        problems.is_empty(),
        "{of}: {problems:#?}: mend the output, or schema/ where the output is right"
    );
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the program prints UTF-8")
}

/// Text without white space, borders and escapes, which a form may add.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '│' | '\\'))
        .collect()
}

/// The same bytes every time (xorshift).
fn random(count: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..count)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[0]
        })
        .collect()
}
