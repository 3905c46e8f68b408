
use builtin;
use str;

set edit:completion:arg-completer[errlookup] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'errlookup'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'errlookup'= {
            cand -p 'Look only at this provider, and at the protocol beneath it'
            cand --provider 'Look only at this provider, and at the protocol beneath it'
            cand -s 'The HTTP status, when it is known from elsewhere'
            cand --status 'The HTTP status, when it is known from elsewhere'
            cand -l 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]'
            cand --lang 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]'
            cand -f 'Form of the answer'
            cand --format 'Form of the answer'
            cand --color 'When to use colour'
            cand -a 'Show every match, not only the best group'
            cand --all 'Show every match, not only the best group'
            cand --why 'Show the evidence behind each match'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List every entry of a provider, or of all'
            cand providers 'Show which providers are bundled'
            cand check 'Check catalog files'
            cand completions 'Print a completion script'
        }
        &'errlookup;list'= {
            cand -s 'Only entries with this HTTP status'
            cand --status 'Only entries with this HTTP status'
            cand -l 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]'
            cand --lang 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]'
            cand -f 'Form of the answer'
            cand --format 'Form of the answer'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'errlookup;providers'= {
            cand -l 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]'
            cand --lang 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]'
            cand -f 'Form of the answer'
            cand --format 'Form of the answer'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'errlookup;check'= {
            cand -l 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]'
            cand --lang 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]'
            cand -f 'Form of the answer'
            cand --format 'Form of the answer'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'errlookup;completions'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
    ]
    $completions[$command]
}
