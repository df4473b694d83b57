/** From what is known of a release to dated actions: a playbook, and a model that words it. */
@NullMarked
package io.artistos.shared.planner;

import org.jspecify.annotations.NullMarked;
