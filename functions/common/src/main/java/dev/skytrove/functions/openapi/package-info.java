/** What the functions say of themselves in common: annotations of operations, of which their OpenAPI documents are made. */
package dev.skytrove.functions.openapi;
