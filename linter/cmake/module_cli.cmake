# The command line: the library of its parts, the executable, and the tests that run the whole.
monlint_add_module(cli "base;text;yaml;vocab;promql;gotmpl;logql;config;schema;project;engine;report;rules;include")
add_executable(monlint ${CMAKE_CURRENT_SOURCE_DIR}/linter/cli/main.c)
target_link_libraries(monlint PRIVATE monlint_cli monlint_rules)
set_target_properties(monlint PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
target_compile_definitions(monlint_cli PRIVATE MONLINT_VERSION="${PROJECT_VERSION}")
install(TARGETS monlint RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
