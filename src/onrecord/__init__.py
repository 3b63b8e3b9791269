"""onrecord: who said what, who did what to whom, and according to whom, with evidence."""

import os

__version__ = "0.1.0"

# Nothing leaves the machine: from 1.29 on, onnxruntime reports to its makers unless told not to before it loads.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
