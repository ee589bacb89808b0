# The rules: rules/rules.def names each once. From its line come the sources, the table of all rules, the examples that
# --explain shows, and the test folder.
set(rules_def ${CMAKE_CURRENT_SOURCE_DIR}/rules/rules.def)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${rules_def})

# The text of an example as a C string: of bad.yaml, or of the files in the folder bad, each under its name.
function(monlint_embed_example out directory name)
  set(text "")
  if(EXISTS ${directory}/${name}.yaml)
    set(files ${directory}/${name}.yaml)
  else()
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${directory}/${name}/*)
    list(SORT files)
  endif()
  list(LENGTH files count)
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} hex HEX)
    if(EXISTS ${directory}/${name})
      file(RELATIVE_PATH title ${directory}/${name} ${file})
      string(APPEND text "\n    \"# ${title}\\n\"")
    endif()
    string(REGEX REPLACE "(................................)" "\\1;" chunks "${hex}")
    foreach(chunk IN LISTS chunks)
      if(chunk)
        string(REGEX REPLACE "(..)" "\\\\x\\1" escaped "${chunk}")
        string(APPEND text "\n    \"${escaped}\"")
      endif()
    endforeach()
  endforeach()
  if(count EQUAL 0)
    message(FATAL_ERROR "${directory} has neither ${name}.yaml nor a folder ${name}")
  endif()
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

set(rules_sources "")
set(rules_declarations "")
set(rules_rows "")
file(STRINGS ${rules_def} rules_lines REGEX "^RULE\\(")
foreach(line IN LISTS rules_lines)
  if(NOT line MATCHES "^RULE\\(([a-z]+), ([a-z0-9_]+)\\)$")
    message(FATAL_ERROR "rules/rules.def: not RULE(family, name): ${line}")
  endif()
  set(family ${CMAKE_MATCH_1})
  set(name ${CMAKE_MATCH_2})
  string(REPLACE "_" "-" id ${name})
  monlint_embed_example(bad ${CMAKE_CURRENT_SOURCE_DIR}/testdata/rules/${family}/${id} bad)
  monlint_embed_example(good ${CMAKE_CURRENT_SOURCE_DIR}/testdata/rules/${family}/${id} good)
  list(APPEND rules_sources ${CMAKE_CURRENT_SOURCE_DIR}/rules/${family}/${name}.c)
  string(APPEND rules_declarations "extern const struct rule rule_${name};\n")
  string(APPEND rules_rows "    {&rule_${name}, \"${family}\",${bad},${good}},\n")
endforeach()

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/rules/rules_table.c @ONLY CONTENT [[
/* Generated from rules/rules.def. */
#include "rules_table.h"

@rules_declarations@
const struct rule_entry rule_entries[] = {
@rules_rows@};

const size_t rule_entry_count = sizeof rule_entries / sizeof *rule_entries;
]])
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/rules/rules_table.h @ONLY CONTENT [[
/* Generated: all rules, in the order of rules/rules.def. */
#ifndef MONLINT_RULES_TABLE_H
#define MONLINT_RULES_TABLE_H

#include <monlint/rule.h>

extern const struct rule_entry rule_entries[];
extern const size_t rule_entry_count;

#endif
]])

add_library(monlint_rules STATIC ${rules_sources} ${CMAKE_BINARY_DIR}/rules/rules_table.c)
set_source_files_properties(${rules_sources} PROPERTIES COMPILE_OPTIONS "-Wno-missing-variable-declarations")
set_source_files_properties(${CMAKE_BINARY_DIR}/rules/rules_table.c PROPERTIES COMPILE_OPTIONS
                            "-Wno-overlength-strings")
target_include_directories(monlint_rules PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/linter ${CMAKE_CURRENT_SOURCE_DIR}/include
                                                ${CMAKE_BINARY_DIR}/rules)
target_link_libraries(monlint_rules PUBLIC monlint_engine)
