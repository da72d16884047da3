/** JSON as the real service's encoder writes it. */
package dev.skytrove.simulator.json;
