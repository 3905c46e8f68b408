
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'errlookup' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'errlookup'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'errlookup' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Look only at this provider, and at the protocol beneath it')
            [CompletionResult]::new('--provider', '--provider', [CompletionResultType]::ParameterName, 'Look only at this provider, and at the protocol beneath it')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'The HTTP status, when it is known from elsewhere')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'The HTTP status, when it is known from elsewhere')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Form of the answer')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the answer')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Show every match, not only the best group')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Show every match, not only the best group')
            [CompletionResult]::new('--why', '--why', [CompletionResultType]::ParameterName, 'Show the evidence behind each match')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List every entry of a provider, or of all')
            [CompletionResult]::new('providers', 'providers', [CompletionResultType]::ParameterValue, 'Show which providers are bundled')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check catalog files')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script')
            break
        }
        'errlookup;list' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Only entries with this HTTP status')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Only entries with this HTTP status')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Form of the answer')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the answer')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'errlookup;providers' {
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Form of the answer')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the answer')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'errlookup;check' {
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of the answer [default: from ERRLOOKUP_LANG, LC_ALL, LC_MESSAGES, LANG]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Form of the answer')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Form of the answer')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'errlookup;completions' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
