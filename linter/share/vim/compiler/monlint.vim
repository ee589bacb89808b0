" Vim compiler file: :compiler monlint, then :make, fills the quickfix list with what monlint finds in the current file.
if exists("current_compiler")
  finish
endif
let current_compiler = "monlint"

let s:cpo_save = &cpo
set cpo&vim

CompilerSet makeprg=monlint\ --quiet\ --format=gcc\ %:S
" %v: a column is a character, not a byte. It is a screen column to Vim, which differs after tabs and wide characters.
CompilerSet errorformat=%f:%l:%v:\ %trror:\ %m,%f:%l:%v:\ %tarning:\ %m,%f:%l:%v:\ %tnfo:\ %m,%f:%l:%v:\ %tote:\ %m,%-G%.%#

let &cpo = s:cpo_save
unlet s:cpo_save
