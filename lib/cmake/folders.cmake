# SPDX-License-Identifier: Apache-2.0
#
# onething_folder(name DEPENDS folder… HEADERS public… THIRD_PARTY library… SOURCES file…)
#
# One folder of lib/ as one static library. DEPENDS is the list of folders that
# its files may include, and nothing else; HEADERS are the public headers that
# belong to it and obey the same line; tests/tidy reads both from
# lib/CMakeLists.txt.
function(onething_folder name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;HEADERS;THIRD_PARTY;SOURCES")
  list(TRANSFORM arg_SOURCES PREPEND ${name}/)
  if(arg_SOURCES)
    add_library(onething_${name} STATIC ${arg_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(onething_${name} PRIVATE onething_warnings)
    set_property(GLOBAL APPEND PROPERTY ONETHING_OBJECTS $<TARGET_OBJECTS:onething_${name}>)
  else()
    add_library(onething_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_compile_features(onething_${name} ${scope} cxx_std_20)
  target_include_directories(onething_${name} ${scope}
    $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}> $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>)
  foreach(folder IN LISTS arg_DEPENDS)
    target_link_libraries(onething_${name} ${scope} onething_${folder})
  endforeach()
  foreach(library IN LISTS arg_THIRD_PARTY)
    target_link_libraries(onething_${name} ${scope} onething_3rd_${library})
    set_property(GLOBAL APPEND PROPERTY ONETHING_THIRD_PARTY onething_3rd_${library})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY ONETHING_FOLDERS onething_${name})
  set_property(GLOBAL APPEND PROPERTY ONETHING_HEADERS ${arg_HEADERS})
endfunction()
