"""A public address: the check of a deployment finds nothing, cookies and headers are as they have to be."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PUBLIC = {
    "KURULTAY_HOST": "0.0.0.0",
    "KURULTAY_SECRET_KEY": "kq3Vh8x-not-for-use-but-as-long-and-as-varied-as-it-has-to-be-7Zp2",
    "KURULTAY_ALLOWED_HOSTS": "record.example.org",
    "KURULTAY_PROXIES": "1",
}
ASK = """
import django; django.setup()
from django.test import Client
from django.conf import settings
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
plain = Client().get("/account/sign-in", headers={"host": "record.example.org"})
print(plain.status_code, plain["Location"])
asked = Client().get("/account/sign-in", headers={"host": "record.example.org", "x-forwarded-proto": "https"})
print(asked.status_code, asked["Strict-Transport-Security"], asked["X-Content-Type-Options"], asked["X-Frame-Options"])
held = asked.cookies["csrftoken"]
print(held["secure"], held["httponly"], held["samesite"], settings.SESSION_COOKIE_SECURE)
print(Client().get("/", headers={"host": "evil.example", "x-forwarded-proto": "https"}).status_code)
"""


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **PUBLIC, "KURULTAY_DATABASE_URL": "sqlite://:memory:"}
    env["DJANGO_SETTINGS_MODULE"] = "kurultay.config.settings"
    return subprocess.run([sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_the_check_of_a_deployment_finds_nothing() -> None:
    done = _run("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stderr.strip()) == (0, ""), done.stderr
    assert "no issues" in done.stdout


def test_cookies_and_headers_of_a_public_address() -> None:
    done = _run("-c", ASK)
    assert done.stdout.splitlines() == [
        "301 https://record.example.org/account/sign-in",
        "200 max-age=31536000 nosniff DENY",
        "True True Lax True",
        "400",
    ], done.stderr
