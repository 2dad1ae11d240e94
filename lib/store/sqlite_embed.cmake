# SPDX-License-Identifier: Apache-2.0
#
# onething_embed_sql(target file…): makes "store/sqlite_sql.h", in which each
# file is a string constant named after it. Made when CMake configures, and again
# when a file changes; nothing reads .sql files when the program runs.
function(onething_embed_sql target)
  set(text "// SPDX-License-Identifier: Apache-2.0\n//\n"
           "// Generated from lib/store/*.sql by sqlite_embed.cmake.\n\n"
           "#pragma once\n\nnamespace onething::store {\n\n")
  string(CONCAT text ${text})
  foreach(file IN LISTS ARGN)
    set(path ${CMAKE_CURRENT_SOURCE_DIR}/store/${file})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    file(READ ${path} sql)
    get_filename_component(name ${file} NAME_WE)
    string(APPEND text "inline constexpr char k_${name}[] = R\"sql(${sql})sql\";\n\n")
  endforeach()
  string(APPEND text "}  // namespace onething::store\n")
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/generated)
  file(CONFIGURE OUTPUT ${folder}/store/sqlite_sql.h CONTENT "${text}" @ONLY)
  target_include_directories(${target} PRIVATE ${folder})
endfunction()
