package io.artistos.local.host;

/**
 * A function that can be run.
 *
 * @param retry what happens after a failure; read for timers only
 * @param disabled answers 404 to HTTP and is not listened for
 */
record LoadedFunction(String name, Trigger trigger, Retry retry, boolean disabled) {}
