@NullMarked
package io.artistos.local.vendors.model;

import org.jspecify.annotations.NullMarked;
