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
