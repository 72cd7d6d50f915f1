package dev.shadow.tools;

import java.util.List;

/** The one description of a tool, from which both its schema and the reading of its arguments follow. */
record ToolSpec(String name, String description, ToolDefinition.Hints hints, List<Parameter> parameters) {
    static ToolSpec of(String name, String description, ToolDefinition.Hints hints, Parameter... parameters) {
        return new ToolSpec(name, description, hints, List.of(parameters));
    }
}
