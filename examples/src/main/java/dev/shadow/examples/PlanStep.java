package dev.shadow.examples;

/**
 * One tool call of a plan.
 *
 * @param place where it stands, as {@code FILE:LINE}
 * @param tool its name
 * @param arguments the text of a JSON object
 * @param subject what it is about, on one line: a path, a query or a command
 */
record PlanStep(String place, String tool, String arguments, String subject) {}
