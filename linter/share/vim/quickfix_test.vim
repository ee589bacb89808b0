" What arrives in Vim's quickfix list by the default errorformat, by :compiler gcc and by :compiler monlint. Run as
"   vim -es -N -u NONE -i NONE -S quickfix_test.vim
" with $MONLINT the command, $SAMPLE the folder of the sample and $SHARE this folder.
let s:options = ' --no-config --no-context --select=timeout-exceeds-interval,pointless-for,unknown-severity,invalid-template'
let s:command = $MONLINT . ' --quiet --format=gcc' . s:options . ' loki.yaml'

" Line and column of error, note, info, note, warning, error, note.
let s:places = [[14, 22], [13, 17], [27, 16], [23, 17], [29, 23], [31, 62], [31, 48]]

function s:Expected(vcol, types) abort
  return map(copy(s:places), {i, place -> place + [a:vcol, a:types[i]]})
endfunction

" Line, column, whether the column is one of the screen, and type of each entry.
function s:Entries() abort
  let l:entries = []
  for l:entry in getqflist()
    if l:entry.valid
      call assert_equal('loki.yaml', bufname(l:entry.bufnr))
      call assert_notequal('', l:entry.text)
      call add(l:entries, [l:entry.lnum, l:entry.col, l:entry.vcol, l:entry.type])
    endif
  endfor
  return l:entries
endfunction

execute 'cd' fnameescape($SAMPLE)
execute 'set runtimepath+=' . fnameescape($SHARE)
let $PATH = fnamemodify($MONLINT, ':h') . ':' . $PATH

set errorformat&
cgetexpr system(s:command)
call assert_equal(s:Expected(0, ['', '', '', '', '', '', '']), s:Entries(), 'default errorformat')

compiler! gcc
cgetexpr system(s:command)
call assert_equal(s:Expected(0, ['e', '', '', '', 'w', 'e', '']), s:Entries(), 'compiler gcc')

edit loki.yaml
compiler monlint
execute 'silent make!' s:options
call assert_equal(s:Expected(1, ['e', 'n', 'i', 'n', 'w', 'e', 'n']), s:Entries(), 'compiler monlint')
cc 7
call assert_equal('{{ $labels.job"', strcharpart(getline('.'), charcol('.') - 1))

if !empty(v:errors)
  call writefile(v:errors, '/dev/stderr')
  cquit!
endif
qall!
