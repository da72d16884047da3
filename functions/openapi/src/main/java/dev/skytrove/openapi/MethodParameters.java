package dev.skytrove.openapi;

import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.order.Ordered;
import io.micronaut.inject.ast.MethodElement;
import io.micronaut.inject.visitor.TypeElementVisitor;
import io.micronaut.inject.visitor.VisitorContext;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import java.lang.annotation.RetentionPolicy;
import java.util.List;

/**
 * Gives operations the parameters that are described at their methods, also by annotations that several methods share. Of
 * these, micronaut-openapi itself would leave out what values they take.
 */
public final class MethodParameters implements TypeElementVisitor<Object, Operation> {
    @Override
    public VisitorKind getVisitorKind() {
        return VisitorKind.ISOLATING;
    }

    /** The highest comes first, so before what reads the operations. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void visitMethod(MethodElement method, VisitorContext context) {
        List<AnnotationValue<Parameter>> parameters = method.getAnnotationValuesByType(Parameter.class);
        if (parameters.isEmpty()) {
            return;
        }
        AnnotationValue<Operation> described = method.getAnnotation(Operation.class);
        method.annotate(AnnotationValue.builder(described, RetentionPolicy.SOURCE)
                .member("parameters", parameters.toArray(AnnotationValue[]::new))
                .build());
        // Else they are there a second time.
        method.removeStereotype(Parameters.class);
        method.removeStereotype(Parameter.class);
    }
}
