# SPDX-License-Identifier: Apache-2.0
#
# paydesk_library(pd_rooms SOURCES drawer.c … LINKS pd_db PkgConfig::SODIUM …)
# Makes the static library of a layer.  Several folders may belong to one layer (pd_rooms, pd_canvas, pd_ui):
# the first call creates it and the later ones add to it.
function(paydesk_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS")
    list(TRANSFORM arg_SOURCES PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" REGEX "^[^/]")
    if(TARGET ${name})
        target_sources(${name} PRIVATE ${arg_SOURCES})
    else()
        add_library(${name} STATIC ${arg_SOURCES})
        target_link_libraries(${name} PUBLIC paydesk_flags)
    endif()
    target_link_libraries(${name} PUBLIC ${arg_LINKS})
endfunction()
