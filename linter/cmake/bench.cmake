# cmake --build build --target bench: monlint against libyaml alone, over the same files.
set(MONLINT_BENCH_CORPUS ${CMAKE_CURRENT_SOURCE_DIR}/../shared/corpus CACHE PATH "Folder of files for the benchmark")
set(MONLINT_BENCH_OPTIONS "" CACHE STRING "Options of monlint for the benchmark, such as --select;yaml-syntax")
set(bench_directory ${CMAKE_CURRENT_SOURCE_DIR}/linter/bench)
add_executable(bench_bare EXCLUDE_FROM_ALL ${bench_directory}/bare.c ${bench_directory}/events.c)
target_link_libraries(bench_bare PRIVATE PkgConfig::YAML)
add_executable(bench_compare EXCLUDE_FROM_ALL ${bench_directory}/bench.c ${bench_directory}/files.c)
foreach(program bench_bare bench_compare)
  target_include_directories(${program} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/linter)
endforeach()
add_custom_target(bench COMMAND bench_compare $<TARGET_FILE:monlint> $<TARGET_FILE:bench_bare> ${MONLINT_BENCH_CORPUS}
                                ${MONLINT_BENCH_OPTIONS}
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

# cmake --build build --target bench-promql: the parser of expressions against libyaml over the files they stand in.
add_executable(bench_promql EXCLUDE_FROM_ALL ${bench_directory}/promql.c ${bench_directory}/events.c
                                             ${bench_directory}/files.c)
target_link_libraries(bench_promql PRIVATE monlint_engine PkgConfig::YAML)
add_custom_target(bench-promql COMMAND bench_promql ${MONLINT_BENCH_CORPUS} USES_TERMINAL VERBATIM)
add_dependencies(bench-promql bench_promql)
