"""The OpenAPI document keeps its word: every operation, asked what it says may be asked and what may not."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from kurultay.faces.api.views.document import document

pytestmark = [pytest.mark.thorough, pytest.mark.django_db]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    unsupported_method,
]
schema = schemathesis.openapi.from_dict(document())
schema.app = get_wsgi_application()


@schema.hook
def map_query(context, query):
    """Places in a list are made by the API alone; their own tests ask from real and broken ones."""
    made = {"after", "since"} if context.operation.path.endswith("/changes") else {"after"}
    return {name: value for name, value in (query or {}).items() if name not in made}


@pytest.fixture(autouse=True)
def _scene(scene):
    """Something to answer with."""


@schema.parametrize()
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_keeps_its_contract(case):
    case.call_and_validate(checks=CHECKS, headers={"Host": "testserver", "Accept-Encoding": "identity"})
