/** Who may run a query, how long, and with how much memory (I5). */
package dev.skytrove.query.admission;
