# SPDX-License-Identifier: Apache-2.0
#
# paydesk_embed(TARGET pd_form VARIABLE embedded_forms ROOT "${CMAKE_SOURCE_DIR}/forms" GLOB "*.json")
# paydesk_embed(TARGET pd_cli VARIABLE embedded_sql ROOT "${CMAKE_SOURCE_DIR}/sql" FILES roles.sql … GLOB "api/*/*.sql")
#
# Puts text files into the program, so that it needs none at run time.  The target may then
# #include "embedded_sql.h", which declares
#     extern const EmbeddedFile embedded_sql[];        name relative to ROOT, bytes, size; sorted by name
#     extern const size_t embedded_sql_count;
#     extern const char embedded_sql_sha256[65];       of all names and contents, the same on every machine
# The bytes are followed by one NUL that size does not count, so a text file is also a C string.
set(PAYDESK_EMBED_GENERATE "${CMAKE_CURRENT_LIST_DIR}/embed_generate.cmake")

function(paydesk_embed)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;VARIABLE;ROOT" "FILES;GLOB")
    set(paths ${arg_FILES})
    foreach(pattern IN LISTS arg_GLOB)
        # Data, not sources: the folder itself is the list, and a new file is seen at the next build.
        file(GLOB found CONFIGURE_DEPENDS RELATIVE "${arg_ROOT}" "${arg_ROOT}/${pattern}")
        list(APPEND paths ${found})
    endforeach()
    list(REMOVE_DUPLICATES paths)
    list(SORT paths COMPARE STRING)
    list(TRANSFORM paths PREPEND "${arg_ROOT}/" OUTPUT_VARIABLE depends)

    set(out "${CMAKE_BINARY_DIR}/embed/${arg_VARIABLE}")
    set(list_file "${out}.list")
    list(JOIN paths "\n" list_text)
    file(CONFIGURE OUTPUT "${list_file}" CONTENT "${list_text}\n" @ONLY)
    add_custom_command(
        OUTPUT "${out}.c" "${out}.h"
        COMMAND "${CMAKE_COMMAND}" "-DVARIABLE=${arg_VARIABLE}" "-DROOT=${arg_ROOT}"
            "-DLIST=${list_file}" "-DOUT=${out}" -P "${PAYDESK_EMBED_GENERATE}"
        DEPENDS ${depends} "${list_file}" "${PAYDESK_EMBED_GENERATE}"
        COMMENT "Embedding ${arg_VARIABLE}"
        VERBATIM)
    target_sources(${arg_TARGET} PRIVATE "${out}.c" "${out}.h")
    # Other targets that include the header must wait for it.
    add_custom_target(${arg_VARIABLE}_files DEPENDS "${out}.c" "${out}.h")
    add_dependencies(${arg_TARGET} ${arg_VARIABLE}_files)
endfunction()
