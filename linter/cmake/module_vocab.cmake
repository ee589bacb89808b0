# The tables of vocab/ are C arrays that a small program makes from vocab/data at build time. It is compiled from
# sources, not linked with the module libraries, because those may be instrumented for fuzzing.
set(vocab_directory ${CMAKE_CURRENT_SOURCE_DIR}/linter/vocab)
file(GLOB vocab_generator_sources CONFIGURE_DEPENDS ${vocab_directory}/generate/*.c)
set(vocab_base ${CMAKE_CURRENT_SOURCE_DIR}/linter/base)
add_executable(vocab_generate ${vocab_generator_sources} ${vocab_directory}/kinds.c ${vocab_directory}/version.c
  ${vocab_base}/arena.c ${vocab_base}/format.c ${vocab_base}/map.c ${vocab_base}/memory.c ${vocab_base}/str.c ${vocab_base}/vec.c)
target_include_directories(vocab_generate PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/linter)
if(MONLINT_FUZZ)
  target_compile_options(vocab_generate PRIVATE -fno-sanitize=fuzzer-no-link)
endif()

file(GLOB vocab_data CONFIGURE_DEPENDS ${vocab_directory}/data/*.tsv)
set(vocab_tables ${CMAKE_CURRENT_BINARY_DIR}/vocab_tables.c)
add_custom_command(OUTPUT ${vocab_tables}
  COMMAND vocab_generate ${vocab_directory}/data ${vocab_tables}
  DEPENDS vocab_generate ${vocab_data}
  COMMENT "Making the tables of vocab" VERBATIM)

monlint_add_module(vocab "base;text")
target_sources(monlint_vocab PRIVATE ${vocab_tables})
