# cmake --build build --target bench: monlint against libyaml alone, over the same files.
set(MONLINT_BENCH_CORPUS ${CMAKE_CURRENT_SOURCE_DIR}/../shared/corpus CACHE PATH "Folder of files for the benchmark")
set(bench_directory ${CMAKE_CURRENT_SOURCE_DIR}/linter/bench)
add_executable(bench_bare EXCLUDE_FROM_ALL ${bench_directory}/bare.c)
target_link_libraries(bench_bare PRIVATE PkgConfig::YAML)
add_executable(bench_compare EXCLUDE_FROM_ALL ${bench_directory}/bench.c)
add_custom_target(bench COMMAND bench_compare $<TARGET_FILE:monlint> $<TARGET_FILE:bench_bare> ${MONLINT_BENCH_CORPUS}
                  DEPENDS monlint USES_TERMINAL VERBATIM)
add_dependencies(bench bench_bare bench_compare)
