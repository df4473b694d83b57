package io.artistos.local.host;

/**
 * A function that can be run.
 *
 * @param disabled answers 404 to HTTP and is not listened for
 */
record LoadedFunction(String name, Trigger trigger, EntryPoint entry, boolean disabled) {}
