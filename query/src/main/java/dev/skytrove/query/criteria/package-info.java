/**
 * What is asked for: the values of a search, and how they are read from the parameters of a request.
 *
 * <p>Pure values without I/O. Whatever a caller may send ends either as a {@link
 * dev.skytrove.query.criteria.SearchCriteria} or as an {@link dev.skytrove.query.criteria.InvalidParameterException}
 * that says which parameter to change and what it accepts (I6).
 */
package dev.skytrove.query.criteria;
