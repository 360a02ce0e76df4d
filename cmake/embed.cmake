# colonnade_embed(TARGET DIR): a library TARGET with every file below DIR inside, compressed where that pays, and
#
#   #include "TARGET.hpp"
#   std::span<colonnade::http::EmbeddedFile const> colonnade::TARGET();
#
# DIR is built before; while it is missing or empty, the list is empty. Vite's maps stay out.
function(colonnade_embed target dir)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${dir}/*)
  list(FILTER files EXCLUDE REGEX "\\.map$")
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embed/${target})
  add_custom_command(
    OUTPUT ${out}/${target}.S ${out}/${target}.cpp ${out}/${target}.hpp
    COMMAND ${CMAKE_COMMAND} -DTARGET=${target} -DDIR=${dir} -DOUT=${out} -P ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
    COMMENT "Embedding ${dir}" VERBATIM)
  add_library(${target} STATIC ${out}/${target}.S ${out}/${target}.cpp)
  target_include_directories(${target} PUBLIC ${out})
endfunction()
