/**
 * What the HTTP functions share: the settings of a query, the search over the lake that they open, and how a request
 * becomes a search or a problem that says what to change.
 */
package dev.skytrove.functions;
