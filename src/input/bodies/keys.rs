//! The keys that APIs in general use, and for what. Knows no value.

use std::borrow::Cow;

use crate::input::json::Value;

/// What a key is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Code,
    Type,
    Error,
    Message,
    Status,
    Router,
    Headers,
    /// What the caller sent: it says nothing about what came back.
    Request,
    Other,
}

pub(super) fn key_use(key: &str) -> Use {
    let letters: String = key
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_lowercase())
        .collect();
    match letters.as_str() {
        "code" | "errorcode" | "errcode" | "returnreasoncode" | "returncode" | "resultcode"
        | "detailcode" | "declinecode" | "methodresultcode" | "pgcode" | "subcode"
        | "errorsubcode" | "awserrorcode" | "rawcode" | "codename" | "grpcstatus"
        | "errorcodes" | "failurecode" => Use::Code,
        "type" | "errortype" | "reason" | "name" | "exception" | "class" | "category" | "kind"
        | "errorname" | "exceptiontype" | "statusname" | "symbol" | "blockreason"
        | "finishreason" | "quotaid" => Use::Type,
        "error" | "errors" | "err" | "fault" => Use::Error,
        "message"
        | "msg"
        | "errormessage"
        | "errormsg"
        | "errmsg"
        | "errordescription"
        | "detail"
        | "details"
        | "description"
        | "title"
        | "returnauthmsg"
        | "resultmsg"
        | "resultmessage"
        | "statusmessage"
        | "faultstring"
        | "returnmessage"
        | "detailmsg"
        | "pgmessage"
        | "errordetails"
        | "errorstring"
        | "grpcmessage"
        | "methodresultmessage"
        | "text"
        | "localizedmessage" => Use::Message,
        "status" | "statuscode" | "httpstatus" | "httpstatuscode" | "httpcode" | "responsecode"
        | "responsestatus" => Use::Status,
        "provider" | "providername" | "llmprovider" | "customllmprovider" | "vendor"
        | "service" => Use::Router,
        "headers" | "responseheaders" => Use::Headers,
        "requestbodyvalues" | "requestbody" | "request" | "config" | "messages" | "tools"
        | "prompt" | "contents" | "choices" | "requestheaders" | "properties" | "parameters" => {
            Use::Request
        }
        _ => Use::Other,
    }
}

/// What `key` of the outermost document is used for, beside the others: the `"status": "CANCELLED"` of an order and the
/// `"title"` of a pull request say of no error.
pub(super) fn use_beside(key: &str, value: &Value<'_>, pairs: &[(Cow<'_, str>, Value<'_>)]) -> Use {
    let has = |uses: &[Use]| {
        pairs
            .iter()
            .any(|(other, _)| other != "title" && uses.contains(&key_use(other)))
    };
    let told = has(&[Use::Error, Use::Message, Use::Code]);
    match key_use(key) {
        Use::Status if !matches!(value, Value::Number(_)) && !told => Use::Other,
        Use::Message if key == "title" && !told && !has(&[Use::Status, Use::Type]) => Use::Other,
        usage => usage,
    }
}
