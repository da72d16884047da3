/** What makes the functions' OpenAPI documents when they are compiled. */
package dev.skytrove.openapi;
