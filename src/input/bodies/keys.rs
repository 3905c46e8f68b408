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

/// The longest of the keys below, in bytes: every key of every body is asked for, and most are something else.
const LONGEST: usize = 24;

pub(super) fn key_use(key: &str) -> Use {
    let mut letters = [0; LONGEST];
    let mut length = 0;
    for byte in key.bytes().filter(u8::is_ascii_alphanumeric) {
        let Some(letter) = letters.get_mut(length) else {
            return Use::Other;
        };
        *letter = byte.to_ascii_lowercase();
        length += 1;
    }
    match std::str::from_utf8(&letters[..length]).unwrap_or_default() {
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

/// What the keys of an outermost document say together.
pub(super) struct Beside {
    /// Whether one of them is an error's, a message's or a code's.
    told: bool,
    /// Whether one of them is a status's or a class's.
    classed: bool,
}

impl Beside {
    pub(super) fn of(pairs: &[(Cow<'_, str>, Value<'_>)]) -> Self {
        let mut beside = Self {
            told: false,
            classed: false,
        };
        for (key, _) in pairs.iter().filter(|(key, _)| key != "title") {
            match key_use(key) {
                Use::Error | Use::Message | Use::Code => beside.told = true,
                Use::Status | Use::Type => beside.classed = true,
                _ => {}
            }
        }
        beside
    }

    /// What `key` is used for beside the others: the `"status": "CANCELLED"` of an order and the `"title"` of a pull
    /// request say of no error.
    pub(super) fn usage(&self, key: &str, value: &Value<'_>) -> Use {
        match key_use(key) {
            Use::Status if !matches!(value, Value::Number(_)) && !self.told => Use::Other,
            Use::Message if key == "title" && !self.told && !self.classed => Use::Other,
            usage => usage,
        }
    }
}
