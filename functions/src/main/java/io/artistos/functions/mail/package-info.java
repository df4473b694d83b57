/** Mail to fans goes out in the background. */
@NullMarked
package io.artistos.functions.mail;

import org.jspecify.annotations.NullMarked;
