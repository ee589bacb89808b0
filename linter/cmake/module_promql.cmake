# promql folds constant durations and prints numbers with the C mathematics library, which some systems keep apart.
monlint_add_module(promql "${uses}")
find_library(MONLINT_MATH m)
if(MONLINT_MATH)
  target_link_libraries(monlint_promql PUBLIC ${MONLINT_MATH})
endif()
