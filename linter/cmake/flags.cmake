# Compiler flags of all targets.
add_compile_definitions(_POSIX_C_SOURCE=200809L _XOPEN_SOURCE=700)
add_compile_options(
  -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wpointer-arith
  -Wcast-align -Wundef -Wvla -Wformat=2 -Wimplicit-fallthrough -Wswitch-enum -Wwrite-strings
  -fno-common)
if(MONLINT_WERROR)
  add_compile_options(-Werror)
endif()
if(MONLINT_SANITIZE)
  add_compile_options(-fsanitize=${MONLINT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g)
  add_link_options(-fsanitize=${MONLINT_SANITIZE})
endif()
if(MONLINT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
# The command is optimised as a whole: calls of small functions across files were an eighth of its instructions. Tests
# link the same objects as they are.
if(CMAKE_C_COMPILER_ID STREQUAL GNU AND CMAKE_BUILD_TYPE STREQUAL Release AND NOT MONLINT_SANITIZE AND NOT MONLINT_FUZZ)
  add_compile_options(-flto=auto -ffat-lto-objects)
  add_link_options($<IF:$<STREQUAL:$<TARGET_PROPERTY:NAME>,monlint>,-flto=auto,-fno-lto>)
endif()
# What the command does not need at run time: tables for unwinding, which C has no exceptions for, and relocations of
# the constant tables written one by one. A tenth of its size.
if(CMAKE_BUILD_TYPE STREQUAL Release AND NOT MONLINT_SANITIZE AND NOT MONLINT_FUZZ)
  include(CheckLinkerFlag)
  check_linker_flag(C -Wl,-z,pack-relative-relocs MONLINT_PACKS_RELOCATIONS)
  add_compile_options(-fno-asynchronous-unwind-tables)
  add_link_options($<$<BOOL:${MONLINT_PACKS_RELOCATIONS}>:-Wl,-z,pack-relative-relocs>)
endif()
