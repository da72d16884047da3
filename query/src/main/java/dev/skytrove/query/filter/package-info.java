/** Makes SQL of the conditions of a query. */
package dev.skytrove.query.filter;
