# Tests from outside: the executable, and all of it in process, against inputs that are meant to break it.
set(hostile_directory ${CMAKE_CURRENT_SOURCE_DIR}/linter/hostile)
file(GLOB hostile_sources CONFIGURE_DEPENDS ${hostile_directory}/*.c)
list(FILTER hostile_sources EXCLUDE REGEX "(_test|/failing_memory)\\.c$")
add_library(monlint_hostile STATIC ${hostile_sources})
target_link_libraries(monlint_hostile PUBLIC monlint_cli monlint_rules PkgConfig::CMOCKA)

file(GLOB hostile_tests CONFIGURE_DEPENDS ${hostile_directory}/*_test.c)
foreach(test IN LISTS hostile_tests)
  get_filename_component(name ${test} NAME_WE)
  set(name hostile_${name})
  add_executable(${name} ${test})
  target_link_libraries(${name} PRIVATE monlint_hostile)
  target_compile_definitions(${name} PRIVATE MONLINT_SOURCE_DIR="${CMAKE_CURRENT_SOURCE_DIR}"
                                             MONLINT_TOOL="$<TARGET_FILE:monlint>"
                                             $<$<BOOL:${MONLINT_SANITIZE}>:MONLINT_SANITIZED>)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_dependencies(${name} monlint)
  add_test(NAME hostile/${name} COMMAND ${name})
  set_tests_properties(hostile/${name} PROPERTIES TIMEOUT 600)
endforeach()
