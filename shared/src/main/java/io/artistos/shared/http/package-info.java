/** JSON, problem documents, requests and replies, independent of the Functions library. */
@NullMarked
package io.artistos.shared.http;

import org.jspecify.annotations.NullMarked;
