package dev.skytrove.functions.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters that say in which order posts are listed. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(
        name = "sort",
        in = ParameterIn.QUERY,
        description =
                "The order: by sort_at and then uri; top: the most likes first, as the feature like_count has "
                + "them; random: by chance, the same with the same seed.",
        schema = @Schema(ref = Types.POST_ORDER))
@Parameter(
        name = "seed",
        in = ParameterIn.QUERY,
        description = "Of sort=random: any text of at most 100 characters.",
        schema = @Schema(ref = Types.SEED))
public @interface Sorting {}
