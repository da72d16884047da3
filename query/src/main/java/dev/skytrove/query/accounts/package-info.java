/** What the lake says of accounts: their names, and whether they are shown. */
package dev.skytrove.query.accounts;
