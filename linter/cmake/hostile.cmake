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
                                             MONLINT_TOOL="$<TARGET_FILE:monlint>")
  if(MONLINT_SANITIZE)
    target_compile_definitions(${name} PRIVATE MONLINT_SANITIZED)
  endif()
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_dependencies(${name} monlint)
  add_test(NAME hostile/${name} COMMAND ${name})
  set_tests_properties(hostile/${name} PROPERTIES TIMEOUT 600)
endforeach()

# A library that makes allocations fail; sanitizers bring an allocator of their own.
if(MONLINT_SANITIZE)
  set_tests_properties(hostile/hostile_memory_test PROPERTIES DISABLED TRUE)
endif()
add_library(monlint_failing_memory MODULE ${hostile_directory}/failing_memory.c)
target_compile_options(monlint_failing_memory PRIVATE -fno-builtin)
add_dependencies(hostile_memory_test monlint_failing_memory)
target_compile_definitions(hostile_memory_test PRIVATE
                           MONLINT_FAILING_MEMORY="$<TARGET_FILE:monlint_failing_memory>")

# Every damage of every test file, and all else from outside.
add_custom_target(hostile COMMAND hostile_bytes_test all COMMAND hostile_inputs_test COMMAND hostile_files_test
                  COMMAND hostile_same_test DEPENDS monlint USES_TERMINAL VERBATIM)
