# What is printed for repositories of experts, against the verdicts in testdata/clean. A test where the files are.
set(MONLINT_CLEAN_CORPUS ${CMAKE_CURRENT_SOURCE_DIR}/../shared/corpus CACHE PATH "Folder of files that experts wrote")
set(clean_directory ${CMAKE_CURRENT_SOURCE_DIR}/linter/clean)
if(IS_DIRECTORY ${MONLINT_CLEAN_CORPUS}/kube-prometheus)
  add_executable(clean_verdicts_test ${clean_directory}/verdicts_test.c ${clean_directory}/verdicts.c)
  target_link_libraries(clean_verdicts_test PRIVATE monlint_base PkgConfig::CMOCKA)
  target_compile_definitions(clean_verdicts_test PRIVATE MONLINT_SOURCE_DIR="${CMAKE_CURRENT_SOURCE_DIR}"
                                                         MONLINT_TOOL="$<TARGET_FILE:monlint>"
                                                         MONLINT_CLEAN_CORPUS="${MONLINT_CLEAN_CORPUS}")
  set_target_properties(clean_verdicts_test PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/clean
                                                       OUTPUT_NAME verdicts_test)
  add_dependencies(clean_verdicts_test monlint)
  add_test(NAME clean/verdicts_test COMMAND clean_verdicts_test)
  set_tests_properties(clean/verdicts_test PROPERTIES TIMEOUT 120)
else()
  message(STATUS "no test clean/verdicts_test: there is no ${MONLINT_CLEAN_CORPUS}/kube-prometheus")
endif()
