# cmake --build build --target bench: monlint against libyaml alone, over the same files.
set(MONLINT_BENCH_CORPUS ${CMAKE_CURRENT_SOURCE_DIR}/../shared/corpus CACHE PATH "Folder of files for the benchmark")
set(bench_directory ${CMAKE_CURRENT_SOURCE_DIR}/linter/bench)
add_executable(bench_bare EXCLUDE_FROM_ALL ${bench_directory}/bare.c)
target_link_libraries(bench_bare PRIVATE PkgConfig::YAML)
add_executable(bench_compare EXCLUDE_FROM_ALL ${bench_directory}/bench.c)
add_custom_target(bench COMMAND bench_compare $<TARGET_FILE:monlint> $<TARGET_FILE:bench_bare> ${MONLINT_BENCH_CORPUS}
                  DEPENDS monlint USES_TERMINAL VERBATIM)
add_dependencies(bench bench_bare bench_compare)

# cmake --build build --target bench-scale: time an item of sets of 1,000, 10,000 and 100,000.
if(MONLINT_TESTS)
  add_executable(bench_scale ${bench_directory}/scale.c ${bench_directory}/scale_sets.c)
  target_include_directories(bench_scale PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/linter)
  set_target_properties(bench_scale PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_custom_target(bench-scale COMMAND bench_scale $<TARGET_FILE:monlint> DEPENDS monlint USES_TERMINAL VERBATIM)
  add_test(NAME bench/scale COMMAND bench_scale --check $<TARGET_FILE:monlint>)
  set_tests_properties(bench/scale PROPERTIES TIMEOUT 600)
  if(MONLINT_SANITIZE)
    set_tests_properties(bench/scale PROPERTIES DISABLED TRUE)
  endif()
endif()
