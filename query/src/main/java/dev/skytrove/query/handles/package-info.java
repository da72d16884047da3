/**
 * Whose handles are that the lake does not know: asked of the network, as atproto.com/specs/handle has it, and of nobody
 * whose address is not public.
 */
package dev.skytrove.query.handles;
