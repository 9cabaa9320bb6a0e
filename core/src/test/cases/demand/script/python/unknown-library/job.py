import json
import os.path

import acme_sdk
import numpy as np
import acme_types
from lib import rates


def main():
    client = acme_sdk.Client(timeout=5)
    for row in client.rows():
        print(json.dumps({"mean": float(np.mean(row))}))
    rates.push(os.path.basename(__file__))


main()
