"""CloudWatch Logs' managed data identifiers: kinds of data it finds by itself.

Source: aws-cdk-lib 2.275, aws_logs.DataIdentifier; CloudWatch Logs User Guide, "Types of data that you
can protect".
"""

DATA_IDENTIFIERS = (
    "Address", "AwsSecretKey", "BankAccountNumber-DE", "BankAccountNumber-ES",
    "BankAccountNumber-FR", "BankAccountNumber-GB", "BankAccountNumber-IT",
    "BankAccountNumber-US", "CepCode-BR", "Cnpj-BR", "CpfCode-BR", "CreditCardExpiration",
    "CreditCardNumber", "CreditCardSecurityCode", "DriversLicense-AT", "DriversLicense-AU",
    "DriversLicense-BE", "DriversLicense-BG", "DriversLicense-CA", "DriversLicense-CY",
    "DriversLicense-CZ", "DriversLicense-DE", "DriversLicense-DK", "DriversLicense-EE",
    "DriversLicense-ES", "DriversLicense-FI", "DriversLicense-FR", "DriversLicense-GB",
    "DriversLicense-GR", "DriversLicense-HR", "DriversLicense-HU", "DriversLicense-IE",
    "DriversLicense-IT", "DriversLicense-LT", "DriversLicense-LU", "DriversLicense-LV",
    "DriversLicense-MT", "DriversLicense-NL", "DriversLicense-PL", "DriversLicense-PT",
    "DriversLicense-RO", "DriversLicense-SE", "DriversLicense-SI", "DriversLicense-SK",
    "DriversLicense-US", "DrugEnforcementAgencyNumber-US", "ElectoralRollNumber-GB",
    "EmailAddress", "HealthInsuranceCardNumber-EU", "HealthInsuranceClaimNumber-US",
    "HealthInsuranceNumber-FR", "HealthcareProcedureCode-US",
    "IndividualTaxIdentificationNumber-US", "InseeCode-FR", "IpAddress", "LatLong",
    "MedicareBeneficiaryNumber-US", "Name", "NationalDrugCode-US",
    "NationalIdentificationNumber-DE", "NationalIdentificationNumber-ES",
    "NationalIdentificationNumber-IT", "NationalInsuranceNumber-GB", "NationalProviderId-US",
    "NhsNumber-GB", "NieNumber-ES", "NifNumber-ES", "OpenSshPrivateKey", "PassportNumber-CA",
    "PassportNumber-DE", "PassportNumber-ES", "PassportNumber-FR", "PassportNumber-GB",
    "PassportNumber-IT", "PassportNumber-US", "PermanentResidenceNumber-CA",
    "PersonalHealthNumber-CA", "PgpPrivateKey", "PhoneNumber-BR", "PhoneNumber-DE",
    "PhoneNumber-ES", "PhoneNumber-FR", "PhoneNumber-GB", "PhoneNumber-IT", "PhoneNumber-US",
    "PkcsPrivateKey", "PostalCode-CA", "PuttyPrivateKey", "RgNumber-BR",
    "SocialInsuranceNumber-CA", "Ssn-ES", "Ssn-US", "TaxId-DE", "TaxId-ES", "TaxId-FR",
    "TaxId-GB", "VehicleIdentificationNumber", "ZipCode-US",
)  # fmt: skip
