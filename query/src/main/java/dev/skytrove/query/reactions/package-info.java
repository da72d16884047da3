/** How often posts were liked, reposted, answered and quoted. */
package dev.skytrove.query.reactions;
