# The files for editors, shells and pre-commit: installed, and tried with the real programs where these are installed.
set(share ${CMAKE_CURRENT_SOURCE_DIR}/linter/share)
install(FILES ${share}/vim/compiler/monlint.vim DESTINATION ${CMAKE_INSTALL_DATADIR}/vim/vimfiles/compiler)
install(FILES ${share}/emacs/monlint.el DESTINATION ${CMAKE_INSTALL_DATADIR}/emacs/site-lisp)
install(FILES ${share}/vscode/tasks.json DESTINATION ${CMAKE_INSTALL_DATADIR}/monlint/vscode)
install(FILES ${share}/man/monlint.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${share}/bash/monlint DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${share}/zsh/_monlint DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${share}/fish/monlint.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# A test of share/ that needs a program: registered if that is there when the build is configured, else said.
function(monlint_add_share_test name program)
  string(TOUPPER MONLINT_${program} variable)
  find_program(${variable} ${program})
  if(NOT ${variable})
    message(STATUS "no test share/${name}: there is no ${program}")
    return()
  endif()
  add_test(NAME share/${name} COMMAND ${ARGN})
  set_tests_properties(share/${name} PROPERTIES TIMEOUT 120 ENVIRONMENT
    "MONLINT=${CMAKE_BINARY_DIR}/monlint;SAMPLE=${share}/sample;SHARE=${share}/${name};SOURCE=${CMAKE_CURRENT_SOURCE_DIR}")
endfunction()

if(MONLINT_TESTS)
  monlint_add_share_test(vim vim sh -c
    "vim -es -N -u NONE -i NONE -S '${share}/vim/quickfix_test.vim' </dev/null")
  monlint_add_share_test(emacs emacs emacs -Q --batch -l ${share}/emacs/compilation_test.el)
  monlint_add_share_test(vscode python3 python3 ${share}/vscode/matcher_test.py)
  monlint_add_share_test(bash bash bash ${share}/bash/completion_test.bash)
  monlint_add_share_test(zsh zsh zsh -n ${share}/zsh/_monlint)
  monlint_add_share_test(fish fish fish --no-execute ${share}/fish/monlint.fish)
  monlint_add_share_test(man groff sh -c
    "test -z \"$(groff -man -ww -z -Tutf8 '${share}/man/monlint.1' 2>&1 | tee /dev/stderr)\"")
  monlint_add_share_test(options sh sh ${share}/options/options_test.sh)
  monlint_add_share_test(pre-commit pre-commit sh ${share}/pre-commit/hooks_test.sh)
endif()
