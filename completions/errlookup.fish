# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_errlookup_global_optspecs
    string join \n p/provider= s/status= a/all why l/lang= f/format= color= h/help V/version
end

function __fish_errlookup_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_errlookup_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_errlookup_using_subcommand
    set -l cmd (__fish_errlookup_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c errlookup -n "__fish_errlookup_needs_command" -s p -l provider -d 'Look only at this provider, and at the protocol beneath it' -r -f
complete -c errlookup -n "__fish_errlookup_needs_command" -s s -l status -d 'The HTTP status, when it is known from elsewhere' -r
complete -c errlookup -n "__fish_errlookup_needs_command" -s l -l lang -d 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]' -r -f -a "ko\t'Korean'
en\t'English'"
complete -c errlookup -n "__fish_errlookup_needs_command" -s f -l format -d 'Form of the answer' -r -f -a "table\t'For reading in a terminal'
plain\t'Without borders, for screen readers and grep'
json\t'For programs'
markdown\t'For an issue or a chat'"
complete -c errlookup -n "__fish_errlookup_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c errlookup -n "__fish_errlookup_needs_command" -s a -l all -d 'Show every match, not only the best group'
complete -c errlookup -n "__fish_errlookup_needs_command" -l why -d 'Show the evidence behind each match'
complete -c errlookup -n "__fish_errlookup_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c errlookup -n "__fish_errlookup_needs_command" -s V -l version -d 'Print version'
complete -c errlookup -n "__fish_errlookup_needs_command" -a "list" -d 'List every entry of a provider, or of all'
complete -c errlookup -n "__fish_errlookup_needs_command" -a "providers" -d 'Show which providers are bundled'
complete -c errlookup -n "__fish_errlookup_needs_command" -a "check" -d 'Check catalog files'
complete -c errlookup -n "__fish_errlookup_needs_command" -a "completions" -d 'Print a completion script'
complete -c errlookup -n "__fish_errlookup_using_subcommand list" -s s -l status -d 'Only entries with this HTTP status' -r
complete -c errlookup -n "__fish_errlookup_using_subcommand list" -s l -l lang -d 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]' -r -f -a "ko\t'Korean'
en\t'English'"
complete -c errlookup -n "__fish_errlookup_using_subcommand list" -s f -l format -d 'Form of the answer' -r -f -a "table\t'For reading in a terminal'
plain\t'Without borders, for screen readers and grep'
json\t'For programs'
markdown\t'For an issue or a chat'"
complete -c errlookup -n "__fish_errlookup_using_subcommand list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c errlookup -n "__fish_errlookup_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c errlookup -n "__fish_errlookup_using_subcommand providers" -s l -l lang -d 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]' -r -f -a "ko\t'Korean'
en\t'English'"
complete -c errlookup -n "__fish_errlookup_using_subcommand providers" -s f -l format -d 'Form of the answer' -r -f -a "table\t'For reading in a terminal'
plain\t'Without borders, for screen readers and grep'
json\t'For programs'
markdown\t'For an issue or a chat'"
complete -c errlookup -n "__fish_errlookup_using_subcommand providers" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c errlookup -n "__fish_errlookup_using_subcommand providers" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c errlookup -n "__fish_errlookup_using_subcommand check" -s l -l lang -d 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]' -r -f -a "ko\t'Korean'
en\t'English'"
complete -c errlookup -n "__fish_errlookup_using_subcommand check" -s f -l format -d 'Form of the answer' -r -f -a "table\t'For reading in a terminal'
plain\t'Without borders, for screen readers and grep'
json\t'For programs'
markdown\t'For an issue or a chat'"
complete -c errlookup -n "__fish_errlookup_using_subcommand check" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c errlookup -n "__fish_errlookup_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c errlookup -n "__fish_errlookup_using_subcommand completions" -s h -l help -d 'Print help'
