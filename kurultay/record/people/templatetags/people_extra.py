"""Template tags of persons: a person for programs that read pages."""

from typing import Any

from django import template
from django.template.context import RequestContext

from kurultay.kit.pages.linked import linked, tie
from kurultay.record.parties.templatetags.parties_extra import schema_type

from ..models import Person

register = template.Library()


@register.inclusion_tag("kit/linked.html", takes_context=True)
def person_data(context: RequestContext, person: Person) -> dict[str, Any]:
    """A person with the posts surely held on the page's day and where they are held."""
    held = context["held"]["sure"]
    places = [tie(context, tenure.at, schema_type(tenure.at)) for tenure in held if tenure.at]
    posts = list(dict.fromkeys(tenure.post for tenure in held))
    return linked(context, person, "Person", jobTitle=posts, worksFor=[place for place in places if place])
