# testdata/projects/logging-stack-faulty shows each rule once. Two targets for whoever adds a rule:
#   faulty-expect     writes its list anew, to be read before it is committed
#   faulty-coverage   fails, and names the rules that the list shows not once; a test too
set(projects ${CMAKE_CURRENT_LIST_DIR}/../../testdata/projects)

if(CMAKE_SCRIPT_MODE_FILE)
  file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/../../rules/rules.def rules REGEX "^RULE\\(")
  file(READ ${projects}/logging-stack-faulty.expect list)
  string(REPLACE ";" "," list "${list}")
  set(wrong 0)
  foreach(rule IN LISTS rules)
    string(REGEX REPLACE "^RULE\\([a-z]+, ([a-z0-9_]+)\\)$" "\\1" id "${rule}")
    string(REPLACE "_" "-" id "${id}")
    string(REGEX MATCHALL " \\[${id}\\]\n" shown "${list}")
    list(LENGTH shown count)
    if(NOT count EQUAL 1)
      message("${id}: shown ${count} times")
      math(EXPR wrong "${wrong} + 1")
    endif()
  endforeach()
  if(wrong)
    message(FATAL_ERROR "${wrong} rules are not shown once by logging-stack-faulty")
  endif()
  return()
endif()

add_custom_target(faulty-expect
  COMMAND ${CMAKE_COMMAND} -E env MONLINT=$<TARGET_FILE:monlint>
          sh -c "sh '${projects}/faulty_list.sh' >'${projects}/logging-stack-faulty.expect'"
  DEPENDS monlint VERBATIM)
add_custom_target(faulty-coverage
  COMMAND ${CMAKE_COMMAND} -P ${CMAKE_CURRENT_LIST_DIR}/faulty.cmake VERBATIM)
if(MONLINT_TESTS)
  add_test(NAME faulty/coverage COMMAND ${CMAKE_COMMAND} -P ${CMAKE_CURRENT_LIST_DIR}/faulty.cmake)
endif()
