# SPDX-License-Identifier: Apache-2.0
#
# cmake -D FOLDER=… -D OUTPUT=… -P embed_pages.cmake: the pages of FOLDER as one
# C++ source, so that the program explains without files or network.
#
# Included by lib/CMakeLists.txt it defines onething_embed_pages(target), which
# runs itself whenever a page changes; new pages are found by name, because
# there is one for each code and the test of pages says which is missing.
if(DEFINED OUTPUT)
  file(GLOB pages ${FOLDER}/OT*.md)
  list(SORT pages)
  set(text "// SPDX-License-Identifier: Apache-2.0\n//\n// Generated from lib/i18n/pages/ by author/embed_pages.cmake.\n\n#include \"author/page.h\"\n\nnamespace onething::author {\n\nnamespace {\n\nconstexpr PageText texts[] = {\n")
  foreach(page IN LISTS pages)
    get_filename_component(code ${page} NAME_WE)
    file(READ ${page} content)
    string(APPEND text "{\"${code}\", R\"page(${content})page\"},\n")
  endforeach()
  string(APPEND text "};\n\n}  // namespace\n\nstd::span<const PageText> page_texts() { return texts; }\n\n}  // namespace onething::author\n")
  file(WRITE ${OUTPUT} "${text}")
  return()
endif()

function(onething_embed_pages target)
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/i18n/pages)
  set(script ${CMAKE_CURRENT_SOURCE_DIR}/author/embed_pages.cmake)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/generated/author/page_texts.cpp)
  file(GLOB pages CONFIGURE_DEPENDS ${folder}/OT*.md)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -D FOLDER=${folder} -D OUTPUT=${output} -P ${script}
    DEPENDS ${pages} ${script} VERBATIM)
  target_sources(${target} PRIVATE ${output})
  # A page shows the very characters that it explains.
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    set_source_files_properties(${output} PROPERTIES COMPILE_OPTIONS -Wno-bidi-chars)
  endif()
endfunction()
